"""The agreement for outside of chat: a file or a page, as one reader may know it."""
