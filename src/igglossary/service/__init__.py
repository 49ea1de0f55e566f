"""What every front end asks: one method a question or act, answers as JSON, and answers in words."""
