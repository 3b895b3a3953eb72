"""How accounts of a demonstration are told from real ones."""

DOMAIN = "demo.niangjia.example"


def is_demonstration(email: str | None) -> bool:
    """Whether an account with this address was made for a demonstration."""
    return bool(email) and str(email).endswith(f"@{DOMAIN}")
