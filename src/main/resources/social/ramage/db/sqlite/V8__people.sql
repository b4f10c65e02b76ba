-- How people come in: what they prove themselves with, the letters that reach them, and the clients that act for them.

alter table person add column password text;
alter table person add column code_secret text;
alter table person add column code_since_at integer;
alter table person add column code_step integer not null default 0;

-- A code that stands in for the one of the app, once.
create table recovery_code (
    person_id  integer not null references person (id),
    hash       text not null,
    primary key (person_id, hash)
) strict, without rowid;

create table passkey (
    id          text not null primary key,
    person_id   integer not null references person (id),
    credential  text not null,
    uses        integer not null,
    name        text not null,
    created_at  integer not null,
    used_at     integer
) strict, without rowid;
create index passkey_of_person on passkey (person_id, created_at);

-- A browser in which somebody is signed in.
create table session (
    id          integer primary key,
    hash        text not null unique,
    person_id   integer not null references person (id),
    account_id  integer not null references account (id),
    browser     text not null,
    created_at  integer not null,
    seen_at     integer not null
) strict;
create index session_of_person on session (person_id, id);
create index session_seen on session (seen_at);

-- A secret that opens something once: a link in a mail, or what a browser keeps between two steps.
create table one_time_key (
    hash        text not null primary key,
    purpose     text not null,
    person_id   integer references person (id),
    email       text,
    created_at  integer not null
) strict, without rowid;
create index one_time_key_of_person on one_time_key (person_id, purpose);
create index one_time_key_by_age on one_time_key (created_at);

create table invitation (
    id          integer primary key,
    code        text not null unique,
    account_id  integer not null references account (id),
    created_at  integer not null,
    expires_at  integer,
    uses        integer not null default 0,
    uses_max    integer not null
) strict;
create index invitation_of_account on invitation (account_id, id);

-- Somebody who asked to come in and has not yet opened the link in the mail.
create table sign_up (
    hash           text not null primary key,
    email          text not null,
    handle         text not null,
    name           text not null,
    password       text,
    locale         text not null,
    invitation_id  integer,
    created_at     integer not null
) strict, without rowid;
create index sign_up_by_age on sign_up (created_at);

-- Mail that waits to be sent.
create table letter (
    id          integer primary key,
    recipient   text not null,
    subject     text not null,
    body        text not null,
    tries       integer not null default 0,
    due_at      integer not null,
    written_at  integer not null
) strict;
create index letter_due on letter (due_at, id);

-- A program that people let act for them.
create table client (
    id           integer primary key,
    secret_hash  text not null,
    name         text not null,
    website      text not null,
    redirects    text not null,
    scopes       text not null,
    created_at   integer not null
) strict;

-- What a client exchanges for a token, once.
create table authorization_code (
    hash        text not null primary key,
    client_id   integer not null references client (id),
    account_id  integer not null references account (id),
    redirect    text not null,
    scopes      text not null,
    challenge   text,
    token_hash  text,
    created_at  integer not null
) strict, without rowid;
create index authorization_code_by_age on authorization_code (created_at);

create table token_of_client (
    hash        text not null primary key,
    account_id  integer references account (id),
    client_id   integer references client (id),
    scopes      text not null,
    created_at  integer not null
) strict, without rowid;
insert into token_of_client (hash, account_id, client_id, scopes, created_at)
    select hash, account_id, null, scopes, created_at from token;
drop table token;
alter table token_of_client rename to token;
create index token_of_account on token (account_id);
create index token_of_client on token (client_id);
