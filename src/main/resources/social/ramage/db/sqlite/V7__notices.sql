-- What somebody is told that others did, each thing once. The time is in the id; post_id is 0 where there is no post.
create table notice (
    id          integer primary key,
    account_id  integer not null,
    kind        text not null,
    from_id     integer not null,
    post_id     integer not null,
    unique (account_id, from_id, kind, post_id)
) strict;
create index notice_of_account on notice (account_id, id);
create index notice_on_post on notice (post_id) where post_id > 0;

-- How far somebody has read a timeline, or their notices.
create table marker (
    account_id    integer not null,
    timeline      text not null,
    last_read_id  integer not null,
    version       integer not null,
    updated_at    integer not null,
    primary key (account_id, timeline)
) strict, without rowid;
