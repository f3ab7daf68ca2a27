using System.Collections.Immutable;
using System.CommandLine;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Nights;

namespace QuickLook.Web.Commands;

/// <summary>The options of <c>simulate</c> that make a whole night of it.</summary>
internal sealed class NightOptions
{
    private const string None = "none";
    private const string Some = "some";

    private readonly Option<bool> night = new("--night")
    {
        Description =
            "A whole night: zeros, arcs, flats, a dark, then tiles of the sky from dusk to dawn; --flavors and --program do not count then",
    };

    private readonly Option<int?> exposures = new("--exposures")
    {
        Description = "With --night: no more than so many exposures",
        HelpName = "N",
    };

    private readonly Option<double> cadence = new("--cadence")
    {
        Description = "With --night: seconds from one exposure to the next; 0: as fast as possible",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string> faults = new("--faults")
    {
        Description = "With --night: none, or some (about one exposure in twelve)",
        HelpName = "WORD",
        DefaultValueFactory = _ => None,
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        exposures.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("--exposures is a number from 1");
            }
        });
        cadence.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 3600))
            {
                result.AddError("--cadence is a number of seconds from 0 to 3600");
            }
        });
        faults.AcceptOnlyFromAmong(None, Some);
        foreach (var option in new Option[] { night, exposures, cadence, faults })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>True when a night is wanted.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(night);

    /// <summary>Probability of a fault.</summary>
    public double Faults(ParseResult parsed) => parsed.GetValue(faults) == Some ? NightOrder.UsualFaults : 0;

    /// <summary>From one exposure to the next.</summary>
    public TimeSpan Cadence(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(cadence));

    /// <summary>The exposures that are wanted of a plan.</summary>
    public ImmutableArray<ExposureOrder> Limit(ParseResult parsed, ImmutableArray<ExposureOrder> plan) =>
        parsed.GetValue(exposures) is { } most && most < plan.Length ? plan[..most] : plan;
}
