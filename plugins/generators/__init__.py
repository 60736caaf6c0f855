"""The generators that come with the program: from source texts, and from models."""
