"""The version, in a module of its own because importlib.metadata costs more than all of argparse."""

__version__ = "0.1.0"
