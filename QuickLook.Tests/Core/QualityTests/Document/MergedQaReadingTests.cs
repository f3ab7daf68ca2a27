using System.Text;
using FsCheck;
using FsCheck.Fluent;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.QualityTests.Document;

public class MergedQaReadingTests
{
    [Fact]
    public async Task Every_document_of_the_original_can_be_read()
    {
        string[] files =
        [
            .. new[] { GoldenSet.A, GoldenSet.B }.SelectMany(set => Directory.GetFiles(Path.Combine(set.Root, "expected", "merged"))),
        ];
        files.Length.ShouldBe(15);
        foreach (var file in files)
        {
            var document = MergedQa.Read(await File.ReadAllBytesAsync(file)).Value;

            file.ShouldEndWith($"ql-mergedQA-{document.Camera}-{document.Exposure}.json");
            document.Stages.ShouldContain("CHECK_CCDs");
            document.ValuesOf("CHECK_CCDs", "BIAS_AMP").Length.ShouldBe(4);
            document.StatusOf("CHECK_CCDs", "NOISE_AMP_STATUS").ShouldBe(Quality.Normal);
            document.LimitsOf("CHECK_CCDs", "BIAS_AMP")!.Reference.ShouldBe([150, 150, 150, 150]);
            document.Origin.ShouldBeNull();
        }
    }

    [Fact]
    public void Tokens_that_json_does_not_know_are_no_value()
    {
        var document = Read(
            """{"TASKS": {"S": {"METRICS": {"M": [NaN, 1.5, Infinity, -Infinity, -9999, -9999.0, null, -3e-2], "T": "NaN \" Infinity"}}}}"""
        );

        document.ValuesOf("S", "M").ShouldBe([null, 1.5, null, null, null, null, null, -0.03]);
        document.NodeOf("S", "T")!.GetValue<string>().ShouldBe("NaN \" Infinity");
    }

    [Fact]
    public void Missing_keys_and_wrong_types_are_absent_and_never_an_exception()
    {
        var document = Read(
            """{"EXPID": {}, "NIGHT": 20201107, "GENERAL_INFO": 3, "TASKS": {"S": {"METRICS": [], "PARAMS": null}, "T": {"METRICS": {"M": [1, [2]], "M_STATUS": 7}}}}"""
        );

        document.Exposure.ShouldBeNull();
        document.Night.ShouldBe(GoldenSet.A.Night, "a night written as a number is a night all the same");
        document.Program.IsEmpty.ShouldBeTrue();
        document.Flavor.ShouldBeNull();
        document.StatusOf("S", "M_STATUS").ShouldBe(Quality.NotComputed);
        document.StatusOf("T", "M_STATUS").ShouldBe(Quality.Unknown);
        document.StatusesOf("S").ShouldBeEmpty();
        document.ValuesOf("T", "M").IsDefault.ShouldBeTrue();
        document.LimitsOf("S", "M").ShouldBeNull();
        document.ValuesAt("GENERAL_INFO", "AIRMASS").IsDefault.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{\"a\": Inf}", "not valid JSON")]
    [InlineData("{\"a\": \"\\uD800\"}", "text that is none")]
    [InlineData("{\"a\": \"", "not valid JSON")]
    [InlineData("{\"a\\", "not valid JSON")]
    public void Text_that_is_no_document_is_a_failure(string text, string reason) =>
        MergedQa.Read(Encoding.UTF8.GetBytes(text)).Failure!.Reason.ShouldContain(reason);

    [Fact]
    public void A_document_is_bounded_in_size_and_depth()
    {
        MergedQa.Read(new byte[MergedQa.LargestDocument + 1]).Failure!.Reason.ShouldContain("larger");
        MergedQa.Read(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 100_000))).Failure!.Reason.ShouldContain("depth");
    }

    [Fact]
    public void Limits_are_those_of_the_documents_own_program()
    {
        const string Params = "\"M_NORMAL_RANGE\": [-1, 1], \"M_WARN_RANGE\": [-2, 2], \"M_DARK_REF\": [5], \"M_GRAY_REF\": [6, 7]";
        var gray = Read("""{"GENERAL_INFO": {"PROGRAM": "gray"}, "TASKS": {"S": {"PARAMS": {""" + Params + "}}}}");
        gray.LimitsOf("S", "M")!
            .ShouldSatisfyAllConditions(
                limits => limits.Reference.ShouldBe([6, 7]),
                limits => limits.Normal.ShouldBe(new ToleranceRange(-1, 1)),
                limits => limits.Warning.ShouldBe(new ToleranceRange(-2, 2))
            );
    }

    [Fact]
    public void No_damage_of_a_document_is_an_exception()
    {
        var whole = File.ReadAllBytes(GoldenSet.A.ExpectedMerged("r0", 104));
        var damaged = from position in Gen.Choose(0, whole.Length - 1) from value in Gen.Choose(0, 255) select (position, value);
        Prop.ForAll(
                damaged.Three().ToArbitrary(),
                changes =>
                {
                    var bytes = whole.ToArray();
                    foreach (var (position, value) in new[] { changes.Item1, changes.Item2, changes.Item3 })
                    {
                        bytes[position] = (byte)value;
                    }

                    if (MergedQa.Read(bytes).TryGet(out var document, out _))
                    {
                        foreach (var stage in document.Stages)
                        {
                            _ = document.StatusesOf(stage);
                            _ = document.LimitsOf(stage, "BIAS_AMP");
                            _ = document.ValuesOf(stage, "BIAS_AMP");
                        }
                    }

                    return true;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static MergedQa Read(string text) => MergedQa.Read(Encoding.UTF8.GetBytes(text)).Value;
}
