-- How people come in: what they prove themselves with, the letters that reach them, and the clients that act for them.

alter table person add column password text collate "C";
alter table person add column code_secret text collate "C";
alter table person add column code_since_at bigint;
alter table person add column code_step bigint not null default 0;

-- A code that stands in for the one of the app, once.
create table recovery_code (
    person_id  bigint not null references person (id),
    hash       text collate "C" not null,
    primary key (person_id, hash)
);

create table passkey (
    id          text collate "C" not null primary key,
    person_id   bigint not null references person (id),
    credential  text collate "C" not null,
    uses        bigint not null,
    name        text collate "C" not null,
    created_at  bigint not null,
    used_at     bigint
);
create index passkey_of_person on passkey (person_id, created_at);

-- A browser in which somebody is signed in.
create table session (
    id          bigint primary key,
    hash        text collate "C" not null unique,
    person_id   bigint not null references person (id),
    account_id  bigint not null references account (id),
    browser     text collate "C" not null,
    created_at  bigint not null,
    seen_at     bigint not null
);
create index session_of_person on session (person_id, id);
create index session_seen on session (seen_at);

-- A secret that opens something once: a link in a mail, or what a browser keeps between two steps.
create table one_time_key (
    hash        text collate "C" not null primary key,
    purpose     text collate "C" not null,
    person_id   bigint references person (id),
    email       text collate "C",
    created_at  bigint not null
);
create index one_time_key_of_person on one_time_key (person_id, purpose);
create index one_time_key_by_age on one_time_key (created_at);

create table invitation (
    id          bigint primary key,
    code        text collate "C" not null unique,
    account_id  bigint not null references account (id),
    created_at  bigint not null,
    expires_at  bigint,
    uses        bigint not null default 0,
    uses_max    bigint not null
);
create index invitation_of_account on invitation (account_id, id);

-- Somebody who asked to come in and has not yet opened the link in the mail.
create table sign_up (
    hash           text collate "C" not null primary key,
    email          text collate "C" not null,
    handle         text collate "C" not null,
    name           text collate "C" not null,
    password       text collate "C",
    locale         text collate "C" not null,
    invitation_id  bigint,
    created_at     bigint not null
);
create index sign_up_by_age on sign_up (created_at);

-- Mail that waits to be sent.
create table letter (
    id          bigint primary key,
    recipient   text collate "C" not null,
    subject     text collate "C" not null,
    body        text collate "C" not null,
    tries       bigint not null default 0,
    due_at      bigint not null,
    written_at  bigint not null
);
create index letter_due on letter (due_at, id);

-- A program that people let act for them.
create table client (
    id           bigint primary key,
    secret_hash  text collate "C" not null,
    name         text collate "C" not null,
    website      text collate "C" not null,
    redirects    text collate "C" not null,
    scopes       text collate "C" not null,
    created_at   bigint not null
);

-- What a client exchanges for a token, once.
create table authorization_code (
    hash        text collate "C" not null primary key,
    client_id   bigint not null references client (id),
    account_id  bigint not null references account (id),
    redirect    text collate "C" not null,
    scopes      text collate "C" not null,
    challenge   text collate "C",
    token_hash  text collate "C",
    created_at  bigint not null
);
create index authorization_code_by_age on authorization_code (created_at);

alter table token alter column account_id drop not null;
alter table token add column client_id bigint references client (id);
create index token_of_client on token (client_id);
