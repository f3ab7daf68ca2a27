using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline;
using QuickLook.Tests.Core.Mappings;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>Every metric with one value a fiber says which fibers those are, so that nobody has to join lists by position.</summary>
public class DocumentFibersTests
{
    private const string ListsKey = "FIBERS_OF";

    /// <summary>Below this many fibers a list may have as many elements by accident: four amplifiers and four standard stars.</summary>
    private const int LeastTelling = 10;

    [Theory]
    [MemberData(nameof(GoldenRun.InEachProfile), MemberType = typeof(GoldenRun))]
    public async Task Every_list_by_fiber_has_a_list_of_fibers_of_the_same_form(string set, int exposure, string camera, string profile) =>
        ShouldNameAllFibers(
            (await GoldenRun.ByTheOriginalsLimitsAsync(set, exposure, camera, EngineProfile.Parse(profile).Value)).Document,
            camera
        );

    [Theory]
    [InlineData("A", "b0")]
    [InlineData("A", "r0")]
    [InlineData("A", "z0")]
    [InlineData("B", "r0")]
    public async Task So_it_is_with_the_shipped_recipe(string set, string camera)
    {
        var mappings = await MappingFiles.LoadAsync(MappingFiles.Product);
        var run = await GoldenRun.OfAsync(GoldenRun.SetOf(set), set == "A" ? 104 : 204, camera, mappings);

        ShouldNameAllFibers(run.Document, camera);
    }

    [Fact]
    public void A_list_that_was_forgotten_is_found()
    {
        var metrics = new JsonObject
        {
            ["FIBER_NUMBERS"] = Numbers(0, 20),
            ["KNOWN"] = Numbers(100, 20),
            [ListsKey] = new JsonObject { ["KNOWN"] = "FIBER_NUMBERS" },
        };
        Faults(metrics, CameraId.Parse("b0").Value).ShouldBeEmpty();

        metrics["FORGOTTEN"] = new JsonArray(Numbers(5, 20), Numbers(6, 20));
        metrics["SHORT"] = Numbers(100, 19);
        metrics[ListsKey]!["SHORT"] = "FIBER_NUMBERS";
        Faults(metrics, CameraId.Parse("b0").Value)
            .ShouldBe(["FORGOTTEN is as long as a list of fibers", "SHORT is of another form than FIBER_NUMBERS"]);
        Faults(metrics, CameraId.Parse("b1").Value).ShouldContain("FIBER_NUMBERS is no list of fibers of this petal");

        static JsonArray Numbers(int first, int count) => [.. Enumerable.Range(first, count).Select(number => JsonValue.Create(number))];
    }

    private static void ShouldNameAllFibers(JsonObject document, string camera)
    {
        var identity = CameraId.Parse(camera).Value;
        Faults(document["GENERAL_INFO"]!.AsObject(), identity).ShouldBeEmpty("GENERAL_INFO");
        foreach (var (task, content) in document["TASKS"]!.AsObject())
        {
            Faults(content!["METRICS"]!.AsObject(), identity).ShouldBeEmpty(task);
        }
    }

    private static List<string> Faults(JsonObject metrics, CameraId camera)
    {
        var lists = metrics[ListsKey]?.AsObject() ?? [];
        string[] named = [.. lists.Select(entry => entry.Value!.ToString()).Distinct()];
        var lengths = named
            .Append("SKY_FIBERID")
            .Select(name => metrics[name])
            .SelectMany(node => LengthsOf(node))
            .Where(length => length >= LeastTelling)
            .ToHashSet();
        var faults = named
            .Where(name => !AreFibersOf(camera, metrics[name]))
            .Select(name => $"{name} is no list of fibers of this petal")
            .ToList();
        foreach (
            var (key, value) in metrics.Where(metric => metric.Value is JsonArray).OrderBy(metric => metric.Key, StringComparer.Ordinal)
        )
        {
            if (lists[key]?.ToString() is { } list)
            {
                faults.AddRange(HasFormOf(value, metrics[list]) ? [] : [$"{key} is of another form than {list}"]);
            }
            else if (!named.Contains(key) && !key.EndsWith("FIBERID", StringComparison.Ordinal) && LengthsOf(value).Any(lengths.Contains))
            {
                faults.Add($"{key} is as long as a list of fibers");
            }
        }

        return faults;
    }

    /// <summary>Lengths of the lists of plain values in it.</summary>
    private static IEnumerable<int> LengthsOf(JsonNode? node)
    {
        if (node is not JsonArray array)
        {
            return [];
        }

        return array.OfType<JsonArray>().Any() ? array.SelectMany(LengthsOf) : [array.Count];
    }

    /// <summary>One value a fiber; or lists of which each is so for all fibers, or for the list of fibers at its place.</summary>
    private static bool HasFormOf(JsonNode? value, JsonNode? fibers)
    {
        if (value is not JsonArray values || fibers is not JsonArray numbers)
        {
            return false;
        }

        if (numbers.OfType<JsonArray>().Any())
        {
            return values.Count == numbers.Count && values.Zip(numbers).All(pair => HasFormOf(pair.First, pair.Second));
        }

        return values.OfType<JsonArray>().Any() ? values.All(inner => HasFormOf(inner, numbers)) : values.Count == numbers.Count;
    }

    private static bool AreFibersOf(CameraId camera, JsonNode? node)
    {
        if (node is not JsonArray array)
        {
            return false;
        }

        if (array.OfType<JsonArray>().Any())
        {
            return array.All(inner => AreFibersOf(camera, inner));
        }

        // A fiber may stand in a list twice: a target can be of several types.
        return array
            .Select(number => number!.GetValue<int>())
            .All(number => number is >= 0 and < FiberId.Count && new FiberId(number).Petal == camera.Spectrograph);
    }
}
