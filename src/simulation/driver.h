// Carries a plan out: tick by tick, everything of one tick goes to the writer together and is waited for before the
// clock moves on, so that stamps and numbers do not hang on how fast the machine is. Private to the room.
#pragma once
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "app/act.h"
#include "app/record.h"
#include "app/take_in.h"
#include "app/users.h"
#include "simulation/chance.h"
#include "simulation/course.h"
#include "simulation/mix.h"
#include "simulation/simulate.h"
#include "simulation/world.h"

namespace simulation {

struct Arrival {
  base::Instant at;
  const catalog::Point* point = nullptr;
  enum class Stays { kFinished, kAsItComes, kOpen, kForgotten } stays = Stays::kAsItComes;
};

class Driver {
 public:
  Driver(app::Record& record, SeededWorld& world, const Mix& mix, OfficeHours& hours, const CourseSettings& course,
         base::Instant end);
  ~Driver() { wait(); }
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  // Everything that falls before the end. Arrivals in the order of their time.
  Report run(const std::vector<Arrival>& arrivals, const Watching& watching);

 private:
  struct Officers {
    std::vector<std::string> counters, specialists;
    std::string head;
  };
  struct File {  // a dossier under way
    Arrival arrival;
    std::int64_t serial = 0;
    std::string code, secret, delivery_way, handler;
    std::vector<Step> steps;  // what is left, in order
    dossier::State state;
  };
  struct Due {
    std::size_t file;
    std::string act;  // "": arrives
  };
  struct Outcome {
    std::size_t file = 0;
    base::Result<dossier::State> state;
    std::string secret;
  };

  void tick(base::Instant at, const std::vector<Due>& due);
  void open_accounts(const std::vector<Due>& due);
  void open_accounts_of(const std::string& unit, const std::string& point, std::vector<app::NewUser>& users,
                        std::vector<std::string*>& places);
  void arrive(std::size_t number);
  void act(std::size_t number, const std::string& act);
  app::ActRequest request_for(File& file, const std::string& act);
  void begun();
  void ended(Outcome outcome);
  void wait();  // for the answers to what was handed in
  void take_note(Outcome outcome);
  void plan_course(std::size_t number);
  void plan_next(std::size_t number);
  void finish_report(Report& report) const;

  app::Record& record_;
  SeededWorld& world_;
  const Mix& mix_;
  OfficeHours& hours_;
  CourseSettings course_;
  base::Instant end_;
  Chance chance_;
  std::vector<File> files_;
  std::map<base::Instant, std::vector<Due>> agenda_;
  std::map<std::string, Officers> officers_;  // by unit
  Report report_;

  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  std::size_t under_way_ = 0;
  std::vector<Outcome> outcomes_;
};

}  // namespace simulation
