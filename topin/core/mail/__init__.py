"""The one door to SMTP; without a host, mails are logged and kept for a look in development."""
