"""Pictures and videos: uploading, making them safe, showing them to whom they are for."""
