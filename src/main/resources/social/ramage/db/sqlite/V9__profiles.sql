-- What people say of themselves, and how their posts are unless they say otherwise.
alter table account add column avatar text;
alter table account add column header text;
alter table account add column bot_at integer;
alter table account add column discoverable_at integer;
alter table account add column indexable_at integer;
alter table account add column follows_hidden_at integer;
alter table account add column sensitive_at integer;
alter table account add column visibility text;
alter table account add column language text;

create table profile_field (
    account_id   integer not null references account (id),
    place        integer not null,
    name         text not null,
    value        text not null,
    verified_at  integer,
    primary key (account_id, place)
) strict, without rowid;

-- Of our own making; what was sent is not kept.
create table picture (
    id          integer primary key,
    account_id  integer not null,
    kind        text not null,
    bytes       blob not null
) strict;

-- Whose earlier posts become posts for followers: those after done_to, up to up_to.
create table tightening (
    account_id  integer primary key,
    done_to     integer not null,
    up_to       integer not null
) strict;
