alter table post add column edited_at integer;

-- What a post said before each of its edits.
create table post_version (
    post_id       integer not null,
    number        integer not null,
    written_at    integer not null,
    warning       text not null,
    text          text not null,
    sensitive_at  integer,
    primary key (post_id, number)
) strict, without rowid;

-- Keys that clients send along with a post, so that one sent again after a lost answer is one post.
create table sent_key (
    account_id  integer not null,
    key         text not null,
    post_id     integer not null,
    sent_at     integer not null,
    primary key (account_id, key)
) strict, without rowid;
create index sent_key_by_age on sent_key (sent_at);
