"""Where files lie: a folder or an S3 bucket, behind one door (`store.store()`)."""
