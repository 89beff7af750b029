#pragma once

namespace stepscope::synthesis {

// The twelve tables of a nuPlan log.
inline constexpr const char* kLogTables = R"(
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
BEGIN;
CREATE TABLE log (token BLOB NOT NULL, vehicle_name VARCHAR(64), date VARCHAR(64), timestamp INTEGER,
  logfile VARCHAR(64), location VARCHAR(64), map_version VARCHAR(64), PRIMARY KEY (token));
CREATE TABLE category (token BLOB NOT NULL, name VARCHAR(64), description TEXT, PRIMARY KEY (token));
CREATE TABLE camera (token BLOB NOT NULL, log_token BLOB NOT NULL, channel VARCHAR(64), model VARCHAR(64),
  translation BLOB, rotation BLOB, intrinsic BLOB, distortion BLOB, width INTEGER, height INTEGER,
  PRIMARY KEY (token), FOREIGN KEY(log_token) REFERENCES log (token));
CREATE TABLE lidar (token BLOB NOT NULL, log_token BLOB NOT NULL, channel VARCHAR(64), model VARCHAR(64),
  translation BLOB, rotation BLOB, PRIMARY KEY (token), FOREIGN KEY(log_token) REFERENCES log (token));
CREATE TABLE ego_pose (token BLOB NOT NULL, timestamp INTEGER, x FLOAT, y FLOAT, z FLOAT, qw FLOAT, qx FLOAT, qy FLOAT,
  qz FLOAT, vx FLOAT, vy FLOAT, vz FLOAT, acceleration_x FLOAT, acceleration_y FLOAT, acceleration_z FLOAT,
  angular_rate_x FLOAT, angular_rate_y FLOAT, angular_rate_z FLOAT, epsg INTEGER, log_token BLOB NOT NULL,
  PRIMARY KEY (token), FOREIGN KEY(log_token) REFERENCES log (token));
CREATE TABLE track (token BLOB NOT NULL, category_token BLOB NOT NULL, width FLOAT, length FLOAT, height FLOAT,
  PRIMARY KEY (token), FOREIGN KEY(category_token) REFERENCES category (token));
CREATE TABLE scene (token BLOB NOT NULL, log_token BLOB NOT NULL, name TEXT, goal_ego_pose_token BLOB,
  roadblock_ids TEXT, PRIMARY KEY (token), FOREIGN KEY(log_token) REFERENCES log (token),
  FOREIGN KEY(goal_ego_pose_token) REFERENCES ego_pose (token));
CREATE TABLE image (token BLOB NOT NULL, next_token BLOB, prev_token BLOB, ego_pose_token BLOB NOT NULL,
  camera_token BLOB NOT NULL, filename_jpg VARCHAR(128), timestamp INTEGER, PRIMARY KEY (token),
  FOREIGN KEY(next_token) REFERENCES image (token), FOREIGN KEY(prev_token) REFERENCES image (token),
  FOREIGN KEY(ego_pose_token) REFERENCES ego_pose (token), FOREIGN KEY(camera_token) REFERENCES camera (token));
CREATE TABLE lidar_pc (token BLOB NOT NULL, next_token BLOB, prev_token BLOB, ego_pose_token BLOB NOT NULL,
  lidar_token BLOB NOT NULL, scene_token BLOB NOT NULL, filename VARCHAR(128), timestamp INTEGER, PRIMARY KEY (token),
  FOREIGN KEY(next_token) REFERENCES lidar_pc (token), FOREIGN KEY(prev_token) REFERENCES lidar_pc (token),
  FOREIGN KEY(ego_pose_token) REFERENCES ego_pose (token), FOREIGN KEY(lidar_token) REFERENCES lidar (token),
  FOREIGN KEY(scene_token) REFERENCES scene (token));
CREATE TABLE lidar_box (token BLOB NOT NULL, lidar_pc_token BLOB NOT NULL, track_token BLOB NOT NULL, next_token BLOB,
  prev_token BLOB, x FLOAT, y FLOAT, z FLOAT, width FLOAT, length FLOAT, height FLOAT, vx FLOAT, vy FLOAT, vz FLOAT,
  yaw FLOAT, confidence FLOAT, PRIMARY KEY (token), FOREIGN KEY(lidar_pc_token) REFERENCES lidar_pc (token),
  FOREIGN KEY(track_token) REFERENCES track (token), FOREIGN KEY(next_token) REFERENCES lidar_box (token),
  FOREIGN KEY(prev_token) REFERENCES lidar_box (token));
CREATE TABLE scenario_tag (token BLOB NOT NULL, lidar_pc_token BLOB NOT NULL, type TEXT, agent_track_token BLOB,
  PRIMARY KEY (token), FOREIGN KEY(lidar_pc_token) REFERENCES lidar_pc (token),
  FOREIGN KEY(agent_track_token) REFERENCES track (token));
CREATE TABLE traffic_light_status (token BLOB NOT NULL, lidar_pc_token BLOB NOT NULL, lane_connector_id INTEGER,
  status VARCHAR(8), PRIMARY KEY (token), FOREIGN KEY(lidar_pc_token) REFERENCES lidar_pc (token));
)";

// Made last: filling tables without them is faster.
inline constexpr const char* kLogIndexes = R"(
CREATE INDEX ix_lidar_box_lidar_pc_token ON lidar_box (lidar_pc_token);
CREATE INDEX ix_lidar_box_track_token ON lidar_box (track_token);
CREATE INDEX ix_lidar_pc_timestamp ON lidar_pc (timestamp);
CREATE INDEX ix_traffic_light_status_lidar_pc_token ON traffic_light_status (lidar_pc_token);
CREATE INDEX ix_scenario_tag_lidar_pc_token ON scenario_tag (lidar_pc_token);
COMMIT;
)";

}  // namespace stepscope::synthesis
