-- What somebody is told that others did. The time is in the id.
create table notice (
    id          integer primary key,
    account_id  integer not null,
    kind        text not null,
    from_id     integer not null,
    post_id     integer
) strict;
create unique index notice_once on notice (account_id, from_id, kind, coalesce(post_id, 0));
create index notice_of_account on notice (account_id, id);
create index notice_on_post on notice (post_id) where post_id is not null;

-- How far somebody has read a timeline, or their notices.
create table marker (
    account_id    integer not null,
    timeline      text not null,
    last_read_id  integer not null,
    version       integer not null,
    updated_at    integer not null,
    primary key (account_id, timeline)
) strict, without rowid;
