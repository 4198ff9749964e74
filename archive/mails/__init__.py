"""Mails to documents: headers in any charset, the part that tells the story, never an attachment."""
