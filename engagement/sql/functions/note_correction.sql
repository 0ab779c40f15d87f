-- Keeps what a nightly proof made right, of `kind` as private.corrections knows it. For the proofs.
CREATE OR REPLACE FUNCTION private.note_correction(kind text, subject uuid, stored jsonb, counted jsonb, day date DEFAULT NULL)
RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  INSERT INTO private.corrections (kind, subject_id, user_id, day, stored, counted, corrected_at)
  VALUES (kind, subject, CASE
    WHEN kind LIKE 'person%' THEN subject
    WHEN kind LIKE 'post%' THEN (SELECT p.author_id FROM public.posts p WHERE p.id = subject)
    WHEN kind = 'comment' THEN (SELECT c.author_id FROM public.comments c WHERE c.id = subject)
  END, day, stored, counted, private.clock());
END $$;
REVOKE ALL ON FUNCTION private.note_correction(text, uuid, jsonb, jsonb, date) FROM PUBLIC, anon, authenticated, service_role;
