"""Front ends that answer other programs instead of people."""
