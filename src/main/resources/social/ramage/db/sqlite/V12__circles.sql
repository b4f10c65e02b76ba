-- Followers whom an account chose and approved, by names that only the account knows.
create table circle (
    id        integer primary key,
    owner_id  integer not null,
    name      text not null,
    name_key  text not null,
    unique (owner_id, name_key)
) strict;

-- Whoever follows no more is in no circle any more, however the follow ended.
create table circle_member (
    id         integer primary key,
    circle_id  integer not null references circle (id) on delete cascade,
    owner_id   integer not null,
    member_id  integer not null,
    unique (circle_id, member_id),
    foreign key (member_id, owner_id) references follow (follower_id, followed_id) on delete cascade
) strict;
create index circle_member_in_order on circle_member (circle_id, id);
create index circle_member_of_follow on circle_member (member_id, owner_id);
