-- The roles and the database of one installation. Run once, as PostgreSQL's own administrator:
--     sudo -u postgres psql -v name=edi -f docs/postgresql/roles.sql
-- `name` names the database and begins the names of its four roles. A second installation on the same server
-- (one to practise on) takes another name, and so has roles of its own.
-- What each role may do with which table is not said here: `manage.py migrate` says it anew each time.
\set ON_ERROR_STOP on
\set owner :name _owner
\set web :name _web
\set seal :name _seal
\set read :name _read

CREATE ROLE :"owner" LOGIN; -- owns the tables: `migrate`, `seed` and restoring, and nothing else
CREATE ROLE :"web" LOGIN;   -- the web server and the commands that people run: writes everything but the history
CREATE ROLE :"seal" LOGIN;  -- `seal_history` alone
CREATE ROLE :"read" LOGIN;  -- backups, `verify_history` and the read replica: reads everything, writes nothing

CREATE DATABASE :"name" OWNER :"owner" ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE :"name" FROM PUBLIC; -- to connect, and to make temporary tables
GRANT CONNECT ON DATABASE :"name" TO :"web", :"seal", :"read";

\connect :"name"
ALTER SCHEMA public OWNER TO :"owner";
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"web", :"seal", :"read";
