-- How a follower found the account: what belongs to the kind that source names.
alter table follow add column source_account_id bigint;
alter table follow add column source_post_id bigint;
alter table follow add column source_boost_id bigint;
alter table follow add column source_list_id bigint;
alter table follow add column source_words text collate "C";

alter table follow_request add column source_account_id bigint;
alter table follow_request add column source_post_id bigint;
alter table follow_request add column source_boost_id bigint;
alter table follow_request add column source_list_id bigint;
alter table follow_request add column source_words text collate "C";
