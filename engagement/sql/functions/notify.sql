-- The one place from which posts, reposts, likes, comments and requests to follow tell somebody: `actor` did `kind` (like,
-- comment, mention, repost, profile_like, follow) to an entity (post, comment, user, follow_request); `comment` is what was
-- written, where something was. Of what staff decided (moderation, verification) the actor is NULL. Nobody is told of
-- themselves, by whom a block stands between, by whom they have muted, or of a kind that their settings switch off.
-- Many of one kind and entity become one event within seconds.
CREATE OR REPLACE FUNCTION private.notify(
  recipient uuid, actor uuid, kind text, entity_type text, entity uuid, comment uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  IF recipient IS DISTINCT FROM actor AND NOT private.is_blocked_pair(recipient, actor)
     AND NOT EXISTS (SELECT FROM private.muted_by(recipient) AS m (id) WHERE m.id = actor)
     AND private.wants_notice(recipient, kind) THEN
    PERFORM private.emit_later(recipient, 'notification', kind || '/' || entity, jsonb_build_object(
      'type', kind, 'actor_id', actor, 'entity', jsonb_build_object('type', entity_type, 'id', entity), 'comment_id', comment));
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.notify(uuid, uuid, text, text, uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
