import pytest

from niangjia.kernel import divisions


@pytest.mark.parametrize(
    ("court", "code"),
    [
        ("河南省商丘市梁园区人民法院", "411402"),
        ("安徽省铜陵市郊区人民法院", "340711"),
        ("上海市静安区人民法院", "310106"),
        ("招远市劳动争议仲裁委员会", "370685"),
        ("枞阳县人民法院", "340722"),
        ("山东省招远市人民法院", "370685"),
        ("青岛市某区人民法院", "370200"),
        ("北京市第某中级人民法院", "110000"),
        ("广州铁路运输法院", "440100"),
        ("济源市人民法院", "419001"),
        ("浙江省高级人民法院", "330000"),
        ("吉林市船营区人民法院", "220204"),
        ("海南藏族自治州中级人民法院", "632500"),
        ("北京市密云县人民法院", "110118"),
        ("新疆生产建设兵团第八师中级人民法院", "650000"),
    ],
)
def test_a_courts_name_tells_its_place_as_exactly_as_it_can(court: str, code: str) -> None:
    assert divisions.place_of(court) == code


@pytest.mark.parametrize(
    "court", ["朝阳区人民法院", "最高人民法院", "人力资源社会保障部", "张某", ""]
)
def test_a_place_that_cannot_be_told_is_not_guessed(court: str) -> None:
    assert divisions.place_of(court) == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [("青岛", "370200"), ("山东青岛", "370200"), ("内蒙古", "150000"), ("黔东南", "522600"),
     ("北京朝阳", "110105"), ("台湾", "710000"), ("全国", ""), ("朝阳区", ""), ("青岛啤酒", "")],
)  # fmt: skip
def test_a_place_is_found_by_what_people_call_it(name: str, code: str) -> None:
    assert divisions.code_of(name) == code


def test_a_division_knows_what_is_above_and_below_it() -> None:
    assert divisions.full_name("370202") == "山东省青岛市市南区"
    assert divisions.ancestors("370202") == ("370000", "370200")
    assert divisions.province_of("419001") == "410000"
    assert len(divisions.children()) == 34
    assert "370202" in {child.code for child in divisions.children("370200")}
    assert divisions.short_name("522600") == "黔东南"
    assert divisions.is_within("370202", "370000")
    assert divisions.is_within("370202", "")
    assert not divisions.is_within("370202", "330000")


def test_every_division_is_found_again_by_its_full_name() -> None:
    codes = [child.code for top in divisions.children() for child in divisions.children(top.code)]
    lost = [code for code in codes if divisions.code_of(divisions.full_name(code)) != code]
    assert lost == []


def test_an_unknown_code_is_nothing() -> None:
    assert divisions.division("999999") is None
    assert divisions.full_name("999999") == divisions.province_of("999999") == ""
    assert divisions.lineage("999999") == ()
