"""The unified social credit code (GB 32100-2015): 18 characters, the last a check."""

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError


def fault_of(code: str) -> str:
    """Return what is wrong with a code in plain words, or "" when its check holds."""
    try:
        uscc.validate(code)
    except InvalidLength:
        return "统一社会信用代码应为 18 位。"
    except InvalidChecksum:
        return "统一社会信用代码的校验位不对，可能抄错了。"
    except ValidationError:
        return "统一社会信用代码含有不该有的字符。"
    return ""


def plain(code: str) -> str:
    """Return the code in capitals and without spaces."""
    return str(uscc.compact(code)).upper()
