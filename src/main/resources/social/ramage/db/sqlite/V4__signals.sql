-- What people do to posts besides answering and passing them on. The time is in the id.
create table signal (
    id          integer primary key,
    account_id  integer not null,
    post_id     integer not null,
    kind        text not null,
    unique (account_id, post_id, kind)
) strict;
create index signal_of_account on signal (account_id, kind, id);
create index signal_on_post on signal (post_id, kind, id);

alter table post add column favourites integer not null default 0;
create index post_boosted_by on post (author_id, boost_of_id) where boost_of_id is not null;

alter table event add column signal text;

-- Posts whose signals are to be deleted, some at a time.
create table post_gone (
    post_id  integer primary key
) strict;
