"""PowerPoint templates of anybody's: what is in them, and which of their layouts serves which kind of slide."""
