#include "core/pstats/marshal_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/pstats/marshal_text.h"

namespace stepscope {
namespace {

using test::marshal_dict;
using test::marshal_int;
using test::marshal_real;
using test::marshal_text;
using test::marshal_tuple;
using testing::HasSubstr;
using namespace std::string_literals;

Result<MarshalDocument> parse(const std::string& bytes) { return MarshalDocument::parse(bytes, "a.stats"); }
std::string reason(const std::string& bytes) {
  const auto document = parse(bytes);
  return document.ok() ? "no error" : document.error().text();
}
std::string describe(const MarshalDocument& document, const MarshalNode& node) {
  using Kind = MarshalNode::Kind;
  switch (node.kind) {
    case Kind::kNone:
      return "None";
    case Kind::kBool:
      return node.integer != 0 ? "True" : "False";
    case Kind::kInteger:
      return std::to_string(node.integer);
    case Kind::kReal:
      return std::to_string(node.real);
    case Kind::kText:
      return "'" + std::string(node.text) + "'";
    default:
      break;
  }
  std::string text = node.kind == Kind::kTuple ? "(" : node.kind == Kind::kList ? "[" : "{";
  for (std::size_t i = 0; i < document.size(node); ++i) text += describe(document, document.child(node, i)) + " ";
  return text + (node.kind == Kind::kTuple ? ")" : node.kind == Kind::kList ? "]" : "}");
}
std::string read(const std::string& bytes) {
  const auto document = parse(bytes);
  return document.ok() ? describe(document.value(), document.value().root()) : document.error().text();
}

TEST(MarshalDocument, ReadsEveryKindOfPlainValue) {
  const struct {
    std::string bytes, value, why;
  } kCases[] = {
      {"N", "None", ""},
      {"T", "True", ""},
      {"F", "False", ""},
      {marshal_int(-7), "-7", "four bytes, least significant first"},
      {"I\xff\xff\xff\xff\xff\xff\xff\xff"s, "-1", "eight bytes, of early versions"},
      {"l\x03\0\0\0\0\0\0\0\x01\0"s, "1073741824", "digits of 15 bits: 1·2^30"},
      {"l\xff\xff\xff\xff\x05\0"s, "-5", "the sign of the length is that of the number"},
      {marshal_real(0.25), "0.250000", "eight bytes of a double"},
      {"f\x04"
       "1e-1"s,
       "0.100000", "versions 0 and 1 write digits"},
      {marshal_text("ab"), "'ab'", "short ASCII"},
      {"Z\x02"
       "ab"s,
       "'ab'", "short ASCII, interned"},
      {"a\x02\0\0\0ab"s, "'ab'", "ASCII"},
      {"A\x02\0\0\0ab"s, "'ab'", "ASCII, interned"},
      {"u\x02\0\0\0\xc3\xa9"s, "'\xc3\xa9'", "UTF-8"},
      {"t\x02\0\0\0ab"s, "'ab'", "interned"},
      {"s\x02\0\0\0ab"s, "'ab'", "bytes"},
      {marshal_tuple({"N", "T"}), "(None True )", "small tuple"},
      {"(\x01\0\0\0N"s, "(None )", "tuple"},
      {"[\x02\0\0\0NT"s, "[None True ]", "list"},
      {marshal_dict({"N", marshal_tuple({"T"})}), "{None (True ) }", "key, value, end"},
      {"{0", "{}", "nothing in it"},
  };
  for (const auto& c : kCases) EXPECT_EQ(read(c.bytes), c.value) << c.why;
}

TEST(MarshalDocument, ValuesMayBeReferredTo) {
  // Flagged values are numbered in the order in which they begin: the text is number 0 here …
  EXPECT_EQ(read(")\x03\xfa\x02"
                 "abr\0\0\0\0r\0\0\0\0"s),
            "('ab' 'ab' 'ab' )");
  // … and number 1 where the tuple around it is flagged, too.
  EXPECT_EQ(read("\xa9\x02\xfa\x02"
                 "abr\x01\0\0\0"s),
            "('ab' 'ab' )");
  // A container may be referred to once it is complete.
  EXPECT_EQ(read(")\x02\xa9\x01Nr\0\0\0\0"s), "((None ) (None ) )");
}

TEST(MarshalDocument, RefusesWhatIsNoData) {
  EXPECT_THAT(reason("c\0\0\0\0"s), HasSubstr("a.stats: byte 0: 'c' is program code"));
  EXPECT_THAT(reason(")\x01"
                     "c"s),
              HasSubstr("byte 2"));
  EXPECT_THAT(reason("<\0\0\0\0"s), HasSubstr("no profile holds"));
  EXPECT_THAT(reason("y"s + std::string(16, '\0')), HasSubstr("no profile holds"));
  EXPECT_THAT(reason("R\0\0\0\0"s), HasSubstr("Python 2"));
  EXPECT_THAT(reason("\x01"s), HasSubstr("0x01 is no value of Python's marshal format"));
  EXPECT_THAT(reason(""), HasSubstr("empty"));
}

TEST(MarshalDocument, RefusesValuesThatContainThemselves) {
  EXPECT_THAT(reason("\xa9\x01r\0\0\0\0"s), HasSubstr("byte 2: a value contains itself"));
  EXPECT_THAT(reason("\xfbNr\0\0\0\0"
                     "0"s),
              HasSubstr("contains itself"));
  EXPECT_THAT(reason(")\x01r\x05\0\0\0"s), HasSubstr("refers to a value that was not read before"));
  EXPECT_THAT(reason(")\x01r\xff\xff\xff\xff"s), HasSubstr("refers to"));
}

TEST(MarshalDocument, RefusesDepthWithoutEnd) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += ")\x01";
  EXPECT_THAT(reason(deep + "N"), HasSubstr("nested deeper"));
}

TEST(MarshalDocument, ClaimedSizesTakeNoMemory) {
  EXPECT_THAT(reason("(\xff\xff\xff\x7f"s), HasSubstr("byte 5: the file ends in the middle of a value"));
  EXPECT_THAT(reason("u\xff\xff\xff\x7f"s), HasSubstr("ends in the middle"));
  EXPECT_THAT(reason("[\xff\xff\xff\xff"s), HasSubstr("negative length"));
  EXPECT_THAT(reason("u\xff\xff\xff\xff"s), HasSubstr("negative length"));
  EXPECT_THAT(reason("l\0\0\0\x80"s), HasSubstr("too large"));
  EXPECT_THAT(reason("l\x05\0\0\0\0\0\0\0\0\0\0\0\x01\0"s), HasSubstr("too large"));
  EXPECT_THAT(reason("l\x01\0\0\0\0\x80"s), HasSubstr("out of range"));
}

TEST(MarshalDocument, RefusesDamage) {
  EXPECT_THAT(reason("{N0"), HasSubstr("a key of a dict has no value"));
  EXPECT_THAT(reason(")\x01"
                     "0"s),
              HasSubstr("the end of a dict outside of one"));
  EXPECT_THAT(reason("0"), HasSubstr("ends a value that never began"));
  EXPECT_THAT(reason("NN"), HasSubstr("1 more bytes follow"));
  EXPECT_THAT(reason("f\x03"
                     "1,5"s),
              HasSubstr("written in a way that is none"));
  EXPECT_THAT(reason("f\x01"
                     "x"s),
              HasSubstr("written in a way that is none"));
}

TEST(MarshalDocument, EveryBeginningOfAFileIsAnError) {
  const std::string whole = marshal_dict({marshal_tuple({marshal_text("a.py"), marshal_int(3), marshal_text("f")}),
                                          marshal_tuple({marshal_int(1), marshal_int(1), marshal_real(1.0),
                                                         "f\x03"
                                                         "1.5"s,
                                                         "l\x01\0\0\0\x05\0"s, "{0"})});
  ASSERT_TRUE(parse(whole).ok());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto document = parse(whole.substr(0, length));
    ASSERT_FALSE(document.ok()) << length;
    if (length > 0) {
      EXPECT_THAT(document.error().place, HasSubstr("byte")) << length;
    }
  }
}

}  // namespace
}  // namespace stepscope
