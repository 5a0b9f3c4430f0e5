"""Mail: composed here, sent by a job to an SMTP server or into a folder."""
