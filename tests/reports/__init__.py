"""Daily reports made of known numbers, in every layout that news prints them in, to be read back."""
