using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Pipeline.FaultDetection;

/// <summary>Nights without any fault are quiet: no alarm at all, warnings on fewer than one test in a hundred.</summary>
public sealed class CleanNightTests(ITestOutputHelper output)
{
    private const double MostWarnings = 0.01;

    [Fact]
    public async Task A_clean_night_raises_no_alarm_and_hardly_a_warning()
    {
        using var observatory = await DetectionScope.BuildAsync();
        var counts = new Dictionary<Quality, int>();
        var complaints = new List<string>();
        foreach (var order in DetectionScope.NightSeeds.SelectMany(seed => CleanNight.Of(seed, DetectionScope.Cameras)))
        {
            var report = (await observatory.TakeAsync(order, Environment.ProcessorCount)).Value;
            report.Cameras.ShouldAllBe(camera => camera.Outcome.State == RunState.Succeeded, $"exposure {order.Exposure}");
            foreach (var test in report.Cameras.SelectMany(camera => camera.Tests))
            {
                counts[test.Quality] = counts.GetValueOrDefault(test.Quality) + 1;
                if (test.Quality is not (Quality.Normal or Quality.None))
                {
                    complaints.Add($"{order.Exposure} {order.Flavor} {order.Program} {test.Camera} {test.StatusKey} {test.Explanation}");
                }
            }
        }

        var tests = counts.Where(count => count.Key != Quality.None).Sum(count => count.Value);
        var warnings = counts.GetValueOrDefault(Quality.Warning);
        output.WriteLine(
            $"seeds {string.Join(',', DetectionScope.NightSeeds)}, {DetectionScope.Cameras.Length} cameras, {DetectionScope.Size.Name}: "
                + $"{tests} tests, {warnings} warnings, {counts.GetValueOrDefault(Quality.Alarm)} alarms"
        );
        complaints.ForEach(output.WriteLine);

        counts.Keys.ShouldBeSubsetOf([Quality.Normal, Quality.None, Quality.Warning], string.Join('\n', complaints));
        ((double)warnings / tests).ShouldBeLessThan(MostWarnings, string.Join('\n', complaints));
    }
}
