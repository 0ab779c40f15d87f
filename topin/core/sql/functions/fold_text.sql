-- A text of any script in the one form in which words and tags are compared (NFKC), for searches: blanks for punctuation
-- beyond ASCII (curly quotes, dashes, the marks of other scripts), blanks around pictures and other symbols, and without what
-- nobody sees (joiners, direction marks, variation selectors). ASCII stays as it is, in capitals and in punctuation.
CREATE OR REPLACE FUNCTION private.fold_text(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
BEGIN
  IF octet_length(given) = length(given) THEN
    RETURN given;
  END IF;
  RETURN regexp_replace(regexp_replace(
      translate(normalize(given, NFKC), E'\u00AD\u061C\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060'
                                        '\u2066\u2067\u2068\u2069\uFE0E\uFE0F\uFEFF', ''),
      '[\u0080-\u00A9\u00AB\u00AC\u00AE-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7\u037E\u055A-\u055F\u0589\u058A'
      '\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u0609-\u060D\u061B\u061D-\u061F\u066A-\u066D\u06D4\u0700-\u070D\u0964\u0965'
      '\u0970\u0DF4\u0E4F\u0E5A\u0E5B\u0F04-\u0F14\u0F3A-\u0F3D\u104A-\u104F\u10FB\u1360-\u1368\u17D4-\u17D6\u17D8-\u17DA'
      '\u1800-\u180A\u2000-\u206F\u20A0-\u20CF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D\u30A0\u30FB\uFD3E\uFD3F'
      '\uFE10-\uFE19\uFE30-\uFE6F\uFFFC\uFFFD]', ' ', 'g'),
    '([\u2190-\u2BFF\U0001F000-\U0001FAFF]+)', ' \1 ', 'g');
END $$;
REVOKE ALL ON FUNCTION private.fold_text(text) FROM PUBLIC, anon, authenticated, service_role;
