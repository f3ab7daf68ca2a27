using System.Text.Json.Nodes;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.QualityTests;

public sealed class CheckExposureTests
{
    private static readonly CameraId[] Whole = [.. CameraId.All];

    [Fact]
    public void A_whole_exposure_lacks_nothing() => Lacks("r3", Flavor.Science, Whole).ShouldBeEmpty();

    [Fact]
    public void A_missing_camera_is_told_by_the_cameras_of_its_petal_and_by_no_other()
    {
        var present = Without("r3");

        Lacks("b3", Flavor.Science, present).ShouldBe(["camera r3 is not in the raw file"]);
        Lacks("z3", Flavor.Science, present).ShouldBe(["camera r3 is not in the raw file"]);
        Lacks("r4", Flavor.Science, present).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("3", "r4")]
    [InlineData("9", "b0")]
    public void A_petal_that_is_missing_as_a_whole_is_told_by_the_next_one(string petal, string speaker)
    {
        var present = Without($"b{petal}", $"r{petal}", $"z{petal}");

        Lacks(speaker, Flavor.Zero, present).ShouldBe([.. "brz".Select(arm => $"camera {arm}{petal} is not in the raw file")]);
        Lacks("r6", Flavor.Zero, present).ShouldBeEmpty();
    }

    [Fact]
    public void Every_missing_camera_is_told_by_somebody()
    {
        var random = new Random(4);
        for (var round = 0; round < 50; round++)
        {
            CameraId[] present = [.. Whole.Where(_ => random.Next(3) == 0)];
            if (present.Length == 0)
            {
                continue;
            }

            var told = present.SelectMany(camera => Lacks(camera.ToString(), Flavor.Zero, present)).Distinct();

            told.Count().ShouldBe(Whole.Length - present.Length);
        }
    }

    [Fact]
    public void Nothing_is_missing_where_nobody_says_what_to_expect() =>
        Lacks("r3", new ExposureParts { Present = [Camera("r3")], HasFibermap = true }, Flavor.Science).ShouldBeEmpty();

    [Theory]
    [InlineData(Flavor.Science, 1)]
    [InlineData(Flavor.Arc, 1)]
    [InlineData(Flavor.Flat, 1)]
    [InlineData(Flavor.Zero, 0)]
    [InlineData(Flavor.Dark, 0)]
    public void A_fibermap_is_missed_where_there_are_fibers(Flavor flavor, int count) =>
        Lacks("r3", new ExposureParts { Present = [Camera("r3")] }, flavor).Length.ShouldBe(count);

    [Fact]
    public void A_damaged_file_is_told_with_its_reason() =>
        Lacks("r3", new ExposureParts { Damage = "it ends at byte 100", HasFibermap = true }, Flavor.Science)
            .ShouldBe(["the raw file is damaged: it ends at byte 100"]);

    [Fact]
    public void A_file_that_still_grows_is_not_judged() =>
        Measure("r3", new ExposureParts { IsArriving = true, Expected = [.. Whole] }, Flavor.Zero)
            .NotApplicable.ShouldBe("the raw file is still being written");

    private static CameraId Camera(string name) => CameraId.Parse(name).Value;

    private static CameraId[] Without(params string[] names) => [.. Whole.Where(camera => !names.Contains(camera.ToString()))];

    private static string[] Lacks(string camera, Flavor flavor, CameraId[] present) =>
        Lacks(
            camera,
            new ExposureParts
            {
                Present = [.. present],
                Expected = [.. Whole],
                HasFibermap = true,
            },
            flavor
        );

    private static string[] Lacks(string camera, ExposureParts parts, Flavor flavor)
    {
        var metrics = Measure(camera, parts, flavor).Metrics;
        string[] texts = [.. metrics["CHECKEXP_TEXT"]!.AsArray().Select(text => text!.GetValue<string>())];
        metrics["CHECKEXP"]!.GetValue<int>().ShouldBe(texts.Length);
        return texts;
    }

    private static QualityTestResult Measure(string camera, ExposureParts parts, Flavor flavor)
    {
        using var evidence = new CameraEvidence
        {
            Night = new Night(new DateOnly(2020, 11, 7)),
            Exposure = new ExposureId(7),
            Camera = Camera(camera),
            Flavor = flavor,
            Metadata = new ExposureMetadata(),
            Identity = new CameraIdentity(),
            Parts = parts,
        };
        return GoldenCamera.Succeed(new CheckExposure().Measure(evidence, new Dictionary<string, JsonNode>()));
    }
}
