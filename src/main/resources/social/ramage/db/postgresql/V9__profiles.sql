-- What people say of themselves, and how their posts are unless they say otherwise.
alter table account add column avatar text collate "C";
alter table account add column header text collate "C";
alter table account add column bot_at bigint;
alter table account add column discoverable_at bigint;
alter table account add column indexable_at bigint;
alter table account add column follows_hidden_at bigint;
alter table account add column sensitive_at bigint;
alter table account add column visibility text collate "C";
alter table account add column language text collate "C";

create table profile_field (
    account_id   bigint not null references account (id),
    place        bigint not null,
    name         text collate "C" not null,
    value        text collate "C" not null,
    verified_at  bigint,
    primary key (account_id, place)
);

-- Of our own making; what was sent is not kept.
create table picture (
    id          bigint primary key,
    account_id  bigint not null,
    kind        text collate "C" not null,
    bytes       bytea not null
);

-- Whose earlier posts become posts for followers: those after done_to, up to up_to.
create table tightening (
    account_id  bigint primary key,
    done_to     bigint not null,
    up_to       bigint not null
);
