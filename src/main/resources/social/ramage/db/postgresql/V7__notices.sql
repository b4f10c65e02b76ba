-- What somebody is told that others did, each thing once. The time is in the id; post_id is 0 where there is no post.
create table notice (
    id          bigint primary key,
    account_id  bigint not null,
    kind        text collate "C" not null,
    from_id     bigint not null,
    post_id     bigint not null,
    unique (account_id, from_id, kind, post_id)
);
create index notice_of_account on notice (account_id, id);
create index notice_on_post on notice (post_id) where post_id > 0;

-- How far somebody has read a timeline, or their notices.
create table marker (
    account_id    bigint not null,
    timeline      text collate "C" not null,
    last_read_id  bigint not null,
    version       bigint not null,
    updated_at    bigint not null,
    primary key (account_id, timeline)
);
