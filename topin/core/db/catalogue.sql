-- What catalogue.py reads. The first part stands before each query; each query gives rows of (name, jsonb).
-- Our schemas, no extension's objects, and who may do what. A grant to the owner itself says nothing.
-- MAINTAIN exists from PostgreSQL 17 on and is left out, so that versions agree.
WITH spaces AS (SELECT oid, nspname, nspacl, nspowner FROM pg_namespace WHERE nspname IN ('public', 'auth', 'private')),
extended AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
relations AS (
  SELECT c.*, n.nspname || '.' || c.relname AS name FROM pg_class c JOIN spaces n ON n.oid = c.relnamespace
   WHERE NOT c.relispartition AND NOT EXISTS (SELECT FROM extended e WHERE e.objid = c.oid)),
owner AS (SELECT coalesce(
  (SELECT relowner FROM relations WHERE name = 'private.sql_file'),
  (SELECT relowner FROM relations WHERE name = 'public.profiles'),
  (SELECT oid FROM pg_roles WHERE rolname = current_user)) AS oid),
grants AS (
  SELECT object, coalesce(r.rolname, 'PUBLIC') AS grantee, jsonb_agg(DISTINCT privilege_type ORDER BY privilege_type) AS rights
    FROM (SELECT c.oid AS object, c.relowner AS by, (aclexplode(c.relacl)).* FROM relations c
          UNION ALL SELECT p.oid, p.proowner, (aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))).* FROM pg_proc p
          UNION ALL SELECT n.oid, n.nspowner, (aclexplode(n.nspacl)).* FROM spaces n) a
    LEFT JOIN pg_roles r ON r.oid = a.grantee
   WHERE a.grantee <> a.by AND a.grantee <> (SELECT oid FROM owner) AND privilege_type <> 'MAINTAIN'
   GROUP BY 1, 2)

-- kind: schema
SELECT nspname, jsonb_build_object() FROM spaces

-- kind: type
SELECT n.nspname || '.' || t.typname,
       jsonb_build_object('labels', (SELECT jsonb_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
  FROM pg_type t JOIN spaces n ON n.oid = t.typnamespace
 WHERE t.typtype = 'e' AND NOT EXISTS (SELECT FROM extended e WHERE e.objid = t.oid)

-- kind: table
SELECT c.name, jsonb_build_object('rls', relrowsecurity, 'forced', relforcerowsecurity,
       'owner', CASE WHEN (SELECT rolname FROM pg_roles WHERE oid = relowner) = 'topin_definer' THEN 'definer' ELSE 'owner' END, 'options', to_jsonb(ARRAY(SELECT unnest(reloptions) ORDER BY 1)),
       'partitioned', coalesce(pg_get_partkeydef(c.oid), ''))
  FROM relations c WHERE relkind IN ('r', 'p')

-- kind: column
SELECT c.name || '.' || a.attname, jsonb_build_object('type', format_type(a.atttypid, a.atttypmod),
       'not_null', a.attnotnull, 'default', coalesce(pg_get_expr(d.adbin, d.adrelid), ''),
       'generated', a.attgenerated, 'identity', a.attidentity,
       'collation', CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text ELSE '' END)
  FROM relations c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'p')

-- kind: constraint
SELECT c.name || ': ' || pg_get_constraintdef(k.oid), jsonb_build_object()
  FROM relations c JOIN pg_constraint k ON k.conrelid = c.oid
 WHERE c.relkind IN ('r', 'p') AND k.contype IN ('p', 'u', 'f', 'c', 'x')

-- kind: index
SELECT c.name || ': ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX .* ON (ONLY )?\S+ ', '\1'),
       jsonb_build_object()
  FROM relations c JOIN pg_index i ON i.indrelid = c.oid
 WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
   AND c.relkind IN ('r', 'p')

-- kind: sequence
SELECT name, jsonb_build_object() FROM relations WHERE relkind = 'S'

-- kind: function
SELECT n.nspname || '.' || p.proname || '(' || oidvectortypes(p.proargtypes) || ')', jsonb_build_object(
       'arguments', pg_get_function_arguments(p.oid), 'result', coalesce(pg_get_function_result(p.oid), ''),
       'language', l.lanname, 'volatility', p.provolatile, 'definer', p.prosecdef,
       'settings', to_jsonb(coalesce(p.proconfig, '{}')), 'owner', CASE WHEN (SELECT rolname FROM pg_roles WHERE oid = p.proowner) = 'topin_definer' THEN 'definer' ELSE 'owner' END,
       'body', md5(coalesce(p.prosrc, '') || coalesce(pg_get_function_sqlbody(p.oid), '')),
       'grants', (SELECT coalesce(jsonb_agg(grantee ORDER BY grantee), '[]') FROM grants g WHERE g.object = p.oid))
  FROM pg_proc p JOIN spaces n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
 WHERE p.prokind IN ('f', 'p') AND NOT EXISTS (SELECT FROM extended e WHERE e.objid = p.oid)

-- kind: policy
SELECT c.name || ': ' || polname, jsonb_build_object('for', polcmd, 'permissive', polpermissive,
       'to', (SELECT jsonb_agg(coalesce(r.rolname, 'PUBLIC') ORDER BY r.rolname)
                FROM unnest(polroles) p LEFT JOIN pg_roles r ON r.oid = p),
       'using', coalesce(pg_get_expr(polqual, polrelid), ''), 'check', coalesce(pg_get_expr(polwithcheck, polrelid), ''))
  FROM relations c JOIN pg_policy ON polrelid = c.oid

-- kind: trigger
SELECT c.name || ': ' || tgname, jsonb_build_object('definition', pg_get_triggerdef(t.oid), 'enabled', tgenabled <> 'D')
  FROM relations c JOIN pg_trigger t ON t.tgrelid = c.oid WHERE NOT tgisinternal

-- kind: view
SELECT c.name, jsonb_build_object('definition', regexp_replace(pg_get_viewdef(c.oid), '\s+', ' ', 'g'),
       'materialized', relkind = 'm', 'security_invoker', coalesce(reloptions && '{security_invoker=true,security_invoker=on}', false))
  FROM relations c WHERE relkind IN ('v', 'm')

-- kind: grant
SELECT coalesce(c.name, 'schema ' || n.nspname) || ' to ' || grantee, jsonb_build_object('rights', rights)
  FROM grants g LEFT JOIN relations c ON c.oid = g.object LEFT JOIN spaces n ON n.oid = g.object
 WHERE coalesce(c.oid, n.oid) IS NOT NULL
UNION ALL
SELECT name || ' to ' || coalesce(r.rolname, 'PUBLIC'), jsonb_object_agg(privilege_type, columns) FROM (
  SELECT c.name, x.grantee, x.privilege_type, jsonb_agg(a.attname ORDER BY a.attname) AS columns
    FROM relations c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped, aclexplode(a.attacl) x
   WHERE x.grantee <> c.relowner GROUP BY 1, 2, 3) by_column
  LEFT JOIN pg_roles r ON r.oid = grantee GROUP BY name, r.rolname

-- kind: default grant
SELECT coalesce(n.nspname, 'every schema') || ' '
       || CASE defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' ELSE 'types' END || ' to ' || coalesce(r.rolname, 'PUBLIC'),
       jsonb_build_object('rights', jsonb_agg(privilege_type ORDER BY privilege_type) FILTER (WHERE privilege_type <> 'MAINTAIN'))
  FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace, aclexplode(defaclacl) x
  LEFT JOIN pg_roles r ON r.oid = x.grantee
 WHERE d.defaclrole = (SELECT oid FROM owner) AND x.grantee <> d.defaclrole GROUP BY n.nspname, defaclobjtype, r.rolname
