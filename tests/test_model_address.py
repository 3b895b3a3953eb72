"""Where the operator's language model is: checked when the house starts."""

from pathlib import Path

import pytest

from niangjia.site import environment


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", ""),
        ("https://model.example/v1/", "https://model.example/v1"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("http://192.168.3.4/v1", "http://192.168.3.4/v1"),
        ("http://ollama:11434/v1", "http://ollama:11434/v1"),
    ],
)
def test_an_address_is_taken(monkeypatch: pytest.MonkeyPatch, given: str, read: str) -> None:
    monkeypatch.setenv("NIANGJIA_MODEL_URL", given)
    assert environment.read().model_url == read


@pytest.mark.parametrize(
    "given",
    ["http://model.example/v1", "http://8.8.8.8/v1", "ftp://ollama/v1", "model", "https://", "https://x/v1?key=1"],
)  # fmt: skip
def test_an_address_in_the_clear_or_none_at_all_is_refused(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("NIANGJIA_MODEL_URL", given)
    with pytest.raises(SystemExit, match="NIANGJIA_MODEL_URL"):
        environment.read()


def test_a_key_file_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NIANGJIA_MODEL_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(SystemExit, match="KEY_FILE"):
        environment.read()
