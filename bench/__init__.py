"""Measurements of Accord, each beside a floor that is measured again in the same run."""
