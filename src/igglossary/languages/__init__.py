"""What is known about each language: how its words change and its sentences end. A folder is a language."""
