-- Whether type, text and number of media fit together. Refuses 400 with the field at fault.
CREATE OR REPLACE FUNCTION private.check_post(type text, content text, media_count integer) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF type = 'text' AND media_count > 0 THEN
    PERFORM public.refuse(400, 'media_not_allowed', 'A text post carries no media.', 'media_ids');
  ELSIF type = 'text' AND content !~ '\S' THEN
    PERFORM public.refuse(400, 'content_required', 'A text post needs some text.', 'content');
  ELSIF type = 'image' AND media_count NOT BETWEEN 1 AND 10 THEN
    PERFORM public.refuse(400, 'media_required', 'An image post needs 1 to 10 images.', 'media_ids');
  ELSIF type = 'video' AND media_count <> 1 THEN
    PERFORM public.refuse(400, 'media_required', 'A video post needs one video.', 'media_ids');
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.check_post(text, text, integer) FROM PUBLIC, anon, authenticated, service_role;
