"""Figures, never claims: the product against small peers of the same SQL, interleaved in one run."""
