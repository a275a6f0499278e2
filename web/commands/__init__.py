"""Commands with arguments of their own, one module each."""
