using System.Text;
using QuickLook.Core.Mappings;
using QuickLook.Core.Mappings.Editing;
using QuickLook.Core.Pipeline;

namespace QuickLook.Tests.Core.Mappings;

public sealed class TextSpliceTests
{
    private static readonly TestTexts Nasty = new("A \"quoted\" \\ word,\na second line, Ångström \U0001F52D </script>", "{ \"help\": 1 }");

    public static TheoryData<string> Folders => [MappingFiles.Product, MappingFiles.Original, MappingFiles.LimitsOf(Golden.GoldenSet.B)];

    [Fact]
    public void Nothing_but_the_texts_is_touched()
    {
        var file = File.ReadAllBytes(Path.Combine(MappingFiles.Product, "science.json"));

        var written = TextSplice.Write(file, "NOISE_AMP_STATUS", new TestTexts("New help.", "New action."));

        var (before, after) = (Lines(file), Lines(written));
        after.Length.ShouldBe(before.Length);
        before
            .Zip(after)
            .Where(pair => pair.First != pair.Second)
            .Select(pair => pair.Second.Trim())
            .ShouldBe(["\"help\": \"New help.\",", "\"action\": \"New action.\","]);
    }

    [Fact]
    public void Texts_that_were_not_there_stand_as_their_neighbours_do()
    {
        const string File =
            "\uFEFF[\n  {\n    \"status_key\": \"A_STATUS\",\n    \"name\": \"a\"\n  },\n  { \"status_key\": \"B_STATUS\" }\n]\n";

        var both = TextSplice.Write(TextSplice.Write(Encoding.UTF8.GetBytes(File), "A_STATUS", new("H", "")), "B_STATUS", new("", "D"));

        Encoding
            .UTF8.GetString(both)
            .ShouldBe(
                "\uFEFF[\n  {\n    \"status_key\": \"A_STATUS\",\n    \"help\": \"H\",\n    \"name\": \"a\"\n  },\n  { \"status_key\": \"B_STATUS\", \"action\": \"D\" }\n]\n"
            );
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Whatever_is_written_is_read_again_in_every_test_of_every_file(string folder)
    {
        var set = await MappingFiles.LoadAsync(folder);
        foreach (var (flavor, mapping) in set.Flavors)
        {
            foreach (var test in mapping.Stages.SelectMany(stage => stage.Tests))
            {
                var name = $"{flavor.ToString().ToLowerInvariant()}.json";
                var written = TextSplice.Write([.. set.Files[name]], test.StatusKey, Nasty);

                var again = new MappingLoader(NativeEngine.Vocabulary).Load(set.Files.SetItem(name, [.. written]), folder).ToResult().Value;
                var tests = again.Flavors[flavor].Stages.SelectMany(stage => stage.Tests).ToList();
                TestTexts.Of(tests.First(one => one.StatusKey == test.StatusKey)).ShouldBe(Nasty);
                tests.Count(one => TestTexts.Of(one) == Nasty).ShouldBe(1);
                if (test is { Help.Length: > 0, Action.Length: > 0 })
                {
                    TextSplice.Write(written, test.StatusKey, TestTexts.Of(test)).ShouldBe([.. set.Files[name]], "taken back to the byte");
                }
            }
        }
    }

    [Fact]
    public void A_key_that_no_test_has_changes_nothing()
    {
        var file = Encoding.UTF8.GetBytes(MappingFiles.Zero);

        TextSplice.Write(file, "Bias_From_Overscan", Nasty).ShouldBe(file);
    }

    private static string[] Lines(byte[] file) => Encoding.UTF8.GetString(file).Split('\n');
}
