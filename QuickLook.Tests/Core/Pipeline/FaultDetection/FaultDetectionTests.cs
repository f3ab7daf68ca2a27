using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Pipeline.Exposures;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Faults;
using Xunit.Abstractions;

namespace QuickLook.Tests.Core.Pipeline.FaultDetection;

/// <summary>Faults of the usual amount are noticed by the tests that docs/faults.md names.</summary>
public sealed class FaultDetectionTests(FaultDetectionTests.Observatory observatory, ITestOutputHelper output)
    : IClassFixture<FaultDetectionTests.Observatory>
{
    private const string Suffix = "_STATUS";
    private const int FirstNumber = 500;

    public static TheoryData<string, string> Faults
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var row in DetectionScope.Rows)
            {
                data.Add(FaultCatalog.Of(row.Kind).Name, row.Flavor.Name());
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_noticed_by_the_tests_that_the_table_names(string name, string flavor)
    {
        var row = NoticedFaults.All.Single(each => FaultCatalog.Of(each.Kind).Name == name && each.Flavor.Name() == flavor);
        var always = Words(row.Always);
        var possible = always.Union(Words(row.Perhaps));
        foreach (var seed in DetectionScope.FaultSeeds)
        {
            var noticed = await NoticedAsync(row, seed);
            output.WriteLine($"seed {seed}: {string.Join(' ', noticed.Order())}");

            always.Except(noticed).ShouldBeEmpty($"notice {name} of seed {seed} no longer");
            noticed.Except(possible).ShouldBeEmpty($"notice {name} of seed {seed} as well");
        }
    }

    [Fact]
    public void Every_fault_has_a_row_for_every_flavor_in_which_it_can_happen() =>
        NoticedFaults
            .All.Select(row => (row.Kind, row.Flavor))
            .ShouldBe(FaultCatalog.All.SelectMany(entry => entry.Flavors.Select(flavor => (entry.Kind, flavor))), ignoreOrder: true);

    [Fact]
    public void Every_fault_is_noticed_in_its_usual_flavor() =>
        NoticedFaults.All.Where(row => row.Flavor == FaultCatalog.Of(row.Kind).UsualFlavor && row.Always.Length == 0).ShouldBeEmpty();

    private async Task<ImmutableHashSet<string>> NoticedAsync(NoticedFault row, int seed)
    {
        var program = row.Flavor == Flavor.Science ? "dark" : row.Flavor.Name();
        var order = CleanNight.Exposure(row.Flavor, program, seed, FirstNumber + (int)row.Kind, DetectionScope.CamerasFor(row.Kind)) with
        {
            Faults = [new SeededFault(row.Kind)],
        };
        var report = (await observatory.It.TakeAsync(order, Environment.ProcessorCount)).Value;
        return
        [
            .. report
                .Cameras.SelectMany(camera => camera.Tests)
                .Where(IsRaised)
                .Select(test => test.StatusKey.Replace(Suffix, string.Empty)),
        ];
    }

    private static bool IsRaised(QuickLook.Core.Pipeline.TestJudged test) => test.Quality is Quality.Warning or Quality.Alarm;

    private static ImmutableHashSet<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>One instrument for all faults.</summary>
    public sealed class Observatory : IAsyncLifetime
    {
        private SimulatedObservatory? built;

        public SimulatedObservatory It => built.ShouldNotBeNull();

        public async Task InitializeAsync() => built = await DetectionScope.BuildAsync();

        public Task DisposeAsync()
        {
            built?.Dispose();
            return Task.CompletedTask;
        }
    }
}
