using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Mappings;

/// <summary>Figures as mapping files name them.</summary>
public sealed class FigureMappingTests
{
    private const string Place = "step_list[0].qa_list[0].figures";
    private const string Before = "\"name\": \"bias\", ";

    [Fact]
    public async Task A_word_or_an_object_is_a_figure()
    {
        var figures = await FiguresOfAsync(
            """
            "figures": [
              "amplifier-values", "petal-scatter",
              { "kind": "fiber-scatter", "metric": "XYSHIFTS_FIB", "title": "Shift", "unit": "pixel", "caption": "Smooth.", "element": "x", "log": true,
                "limits": false, "range": [-1, 2.5], "by": "type", "fibers": "MY_FIBERS", "part": "X", "elements": ["x", "y"] },
              { "kind": "scatter", "metric": "A", "against": "B", "against_title": "b", "against_unit": "mag" }
            ],
            """
        );

        figures
            .Select(figure => figure.Kind)
            .ShouldBe([FigureKind.AmplifierValues, FigureKind.PetalMap, FigureKind.FiberScatter, FigureKind.Scatter]);
        var whole = figures[2];
        whole.Metric.ShouldBe("XYSHIFTS_FIB");
        whole.Title.ShouldBe("Shift");
        whole.Unit.ShouldBe("pixel");
        whole.Caption.ShouldBe("Smooth.");
        whole.Element.ShouldBe("x");
        whole.Log.ShouldBeTrue();
        whole.Limits.ShouldBe(false);
        whole.Range.ShouldBe(new LimitRange(-1, 2.5));
        whole.ByType.ShouldBeTrue();
        whole.Fibers.ShouldBe("MY_FIBERS");
        whole.Part.ShouldBe("X");
        whole.Elements.ShouldBe(["x", "y"]);
        figures[3].Against.ShouldBe("B");
        figures[3].AgainstTitle.ShouldBe("b");
        figures[3].AgainstUnit.ShouldBe("mag");
        figures[0].Metric.ShouldBeNull();
        figures[0].Limits.ShouldBeNull();
    }

    [Theory]
    [InlineData("[\"histogran\"]", "[0]", "'histogran' is not a kind of figure; did you mean 'histogram'?")]
    [InlineData("[7]", "[0]", "a kind of figure or an object with a 'kind' is expected, not a number")]
    [InlineData("[{ \"metric\": \"A\" }]", "[0]", "'kind' is missing")]
    [InlineData("[{ \"kind\": \"petalmap\" }]", "[0].kind", "did you mean 'petal-map'?")]
    [InlineData("[{ \"kind\": \"histogram\", \"metrik\": \"A\" }]", "[0].metrik", "did you mean 'metric'?")]
    [InlineData("[{ \"kind\": \"histogram\", \"log\": 1 }]", "[0].log", "true or false is expected, not a number")]
    [InlineData("[{ \"kind\": \"histogram\", \"limits\": \"no\" }]", "[0].limits", "true or false is expected, not a text")]
    [InlineData("[{ \"kind\": \"histogram\", \"range\": [1] }]", "[0].range", "two numbers")]
    [InlineData("[{ \"kind\": \"histogram\", \"range\": [2, 1] }]", "[0].range", "upside down")]
    [InlineData("[{ \"kind\": \"histogram\", \"by\": \"colour\" }]", "[0].by", "'type' is, their type of target")]
    [InlineData("[{ \"kind\": \"histogram\", \"against\": \"B\" }]", "[0].against", "line and scatter are")]
    [InlineData("[{ \"kind\": \"line\" }]", "[0]", "needs a 'metric'")]
    [InlineData("[\"scatter\"]", "[0]", "needs 'against'")]
    [InlineData("{ \"kind\": \"histogram\" }", "", "an array is expected, not an object")]
    public async Task A_fault_in_a_figure_names_its_place(string figures, string path, string reason)
    {
        using var files = new MappingFiles(With($"\"figures\": {figures}, "));

        var load = await files.LoadAsync();

        load.Set.ShouldBeNull();
        load.Faults.ShouldContain(fault => fault.Path == Place + path && fault.Reason.Contains(reason), string.Join('\n', load.Faults));
        load.Faults.ShouldAllBe(fault => fault.Line > 0);
    }

    [Theory]
    [InlineData("[\"r\"]", true)]
    [InlineData("[\"r\", \"Z\"]", true)]
    [InlineData("[\"q\"]", false)]
    [InlineData("[1]", false)]
    [InlineData("\"r\"", false)]
    public async Task A_test_may_be_for_some_arms_only(string arms, bool isRight)
    {
        using var files = new MappingFiles(With($"\"arms\": {arms}, "));

        var load = await files.LoadAsync();

        (load.Set is not null).ShouldBe(isRight, string.Join('\n', load.Faults));
        load.Set?.Flavors[Flavor.Zero].Stages[0].Tests[0].Arms.ShouldContain(Arm.R);
    }

    [Fact]
    public void Every_kind_has_a_word_and_every_word_a_kind()
    {
        foreach (var kind in Enum.GetValues<FigureKind>())
        {
            FigureKinds.Parse(kind.Word()).ShouldBe(kind);
        }

        FigureKinds.Words.ShouldAllBe(word => FigureKinds.Parse(word) != null);
        FigureKinds.Parse("table").ShouldBeNull();
    }

    [Fact]
    public async Task Shipped_mappings_name_figures_of_every_test_with_values_to_draw_and_qlfs_own_name_none()
    {
        foreach (var folder in (string[])[MappingFiles.Product, MappingFiles.LimitsOf(GoldenSet.A), MappingFiles.LimitsOf(GoldenSet.B)])
        {
            var tests = await TestsOfAsync(folder);
            tests
                .Where(test => test.Figures.IsEmpty)
                .Select(test => test.Metric)
                .Distinct()
                .ShouldBe(["CHECKHDUS", "CHECKEXP"], ignoreOrder: true, folder);
            tests.Where(test => test.Metric == "SKYRBAND").ShouldAllBe(test => test.Arms.SequenceEqual(new[] { Arm.R }));
        }

        (await TestsOfAsync(MappingFiles.Original)).ShouldAllBe(test => test.Figures.IsEmpty);
    }

    private static async Task<List<TestMapping>> TestsOfAsync(string folder) =>
        [.. (await MappingFiles.LoadAsync(folder)).Flavors.Values.SelectMany(flavor => flavor.Stages).SelectMany(stage => stage.Tests)];

    private static async Task<FigureMapping[]> FiguresOfAsync(string figures)
    {
        using var files = new MappingFiles(With(figures));
        return [.. (await files.LoadAsync()).ToResult().Value.Flavors[Flavor.Zero].Stages[0].Tests[0].Figures];
    }

    private static string With(string keys) => MappingFiles.Zero.Replace(Before, Before + keys, StringComparison.Ordinal);
}
