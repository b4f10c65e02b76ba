-- What may be taken from an account, since when.
alter table account add column suspended_at integer;
alter table account add column limited_at integer;
alter table account add column frozen_at integer;
create index account_suspended on account (id) where suspended_at is not null;
create index account_limited on account (id) where limited_at is not null;
create index account_frozen on account (id) where frozen_at is not null;

create index pilot_of_staff on pilot (account_id) where role <> 'HOLDER';

-- What people ask of each other here. One that was withdrawn stays for the reports that name it.
create table rule (
    id            integer primary key,
    text          text not null,
    hint          text not null,
    withdrawn_at  integer
) strict;

-- The time is in the id.
create table report (
    id              integer primary key,
    reporter_id     integer not null,
    account_id      integer not null,
    category        text not null,
    comment         text not null,
    assigned_id     integer,
    resolved_by_id  integer,
    resolved_at     integer,
    updated_at      integer not null
) strict;
create index report_open on report (id) where resolved_at is null;
create index report_open_of_reporter on report (reporter_id) where resolved_at is null;

-- Posts that were reported, and those around them that the reporter saw.
create table report_post (
    report_id  integer not null references report (id),
    post_id    integer not null,
    kind       text not null,
    primary key (report_id, post_id)
) strict, without rowid;
create index report_post_by_post on report_post (post_id);

create table report_rule (
    report_id  integer not null references report (id),
    rule_id    integer not null references rule (id),
    primary key (report_id, rule_id)
) strict, without rowid;

-- Who did what, and why. The time is in the id.
create table moderation_log (
    id            integer primary key,
    moderator_id  integer not null,
    act           text not null,
    account_id    integer,
    post_id       integer,
    report_id     integer,
    words         text not null
) strict;
create index moderation_log_of_account on moderation_log (account_id, act, id) where account_id is not null;
create trigger moderation_log_is_not_edited before update on moderation_log
begin
    select raise(abort, 'the log of moderation is never changed');
end;
create trigger moderation_log_is_not_cut before delete on moderation_log
begin
    select raise(abort, 'the log of moderation is never changed');
end;
