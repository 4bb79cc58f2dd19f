"""The parts of botocore that functions import, on the embedded cloud."""

__version__ = "1.0.embedded"
