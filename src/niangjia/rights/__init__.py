"""维权: the wing in which workers' rights are explained, claimed and protected."""
