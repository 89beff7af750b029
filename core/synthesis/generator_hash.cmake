# Writes OUT, a source file with a hash of FILES: the generator of the demo, so that data of another one are noticed.
set(all "")
foreach(file IN LISTS FILES)
  file(SHA256 ${file} hash)
  string(APPEND all ${hash})
endforeach()
string(SHA256 all "${all}")
string(SUBSTRING ${all} 0 16 all)
file(WRITE ${OUT} "#include \"core/synthesis/demo_stamp.h\"\n\nnamespace stepscope::synthesis {\n\n"
     "std::string_view generator_hash() { return \"${all}\"; }\n\n}  // namespace stepscope::synthesis\n")
