using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;

namespace QuickLook.Web.Components.Pages.Configuration;

/// <summary>A configuration while it is being edited: texts that may not be numbers yet, and what is wrong with them.</summary>
public sealed class ConfigurationDraft
{
    private readonly Dictionary<string, string> numbers = new(StringComparer.Ordinal);
    private readonly List<EngineDraft> engines;
    private ServiceConfiguration rest;

    /// <summary>A draft that changes nothing yet.</summary>
    /// <param name="start">What it begins with.</param>
    public ConfigurationDraft(ServiceConfiguration start)
    {
        rest = start;
        foreach (var field in NumberFields.All)
        {
            numbers[field.Path] = field.Text(start);
        }

        engines = [.. start.Engines.Select(EngineDraft.Of)];
        Check();
    }

    /// <summary>What is written, as far as it can be read.</summary>
    public ServiceConfiguration Configuration { get; private set; } = new();

    /// <summary>Everything that is wrong, with its place.</summary>
    public IReadOnlyList<Failure> Faults { get; private set; } = [];

    /// <summary>The engines, in order.</summary>
    public IReadOnlyList<EngineDraft> Engines => engines;

    /// <summary>The text of a number.</summary>
    /// <param name="field">The number.</param>
    public string Text(NumberField field) => numbers[field.Path];

    /// <summary>Writes a number.</summary>
    /// <param name="field">The number.</param>
    /// <param name="text">What is written.</param>
    public void Write(NumberField field, string text)
    {
        numbers[field.Path] = text;
        Check();
    }

    /// <summary>Changes what is no number and no engine.</summary>
    /// <param name="change">The change.</param>
    public void Change(Func<ServiceConfiguration, ServiceConfiguration> change)
    {
        rest = change(rest);
        Check();
    }

    /// <summary>Gives a flavor an engine of its own.</summary>
    /// <param name="flavor">The flavor.</param>
    /// <param name="engine">Name of the engine; empty for the default one.</param>
    public void ChooseEngine(Flavor flavor, string engine) =>
        Change(configuration =>
            configuration with
            {
                EngineOfFlavor =
                    engine.Length == 0 ? configuration.EngineOfFlavor.Remove(flavor) : configuration.EngineOfFlavor.SetItem(flavor, engine),
            }
        );

    /// <summary>Takes in what was written into an engine. One that is renamed stays the default, or that of its flavors.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="change">What was written.</param>
    public void Change(EngineDraft engine, Action<EngineDraft> change)
    {
        var before = engine.Name.Trim();
        change(engine);
        var after = engine.Name.Trim();
        if (before != after && before.Length > 0 && engines.All(other => other == engine || other.Name.Trim() != before))
        {
            rest = rest with
            {
                DefaultEngine = rest.DefaultEngine == before ? after : rest.DefaultEngine,
                EngineOfFlavor = rest.EngineOfFlavor.ToImmutableDictionary(
                    pair => pair.Key,
                    pair => pair.Value == before ? after : pair.Value
                ),
            };
        }

        Check();
    }

    /// <summary>Adds an engine.</summary>
    /// <param name="like">The one that it begins as; null for an empty command.</param>
    public void Add(EngineDraft? like)
    {
        var name = FreeName(like?.Name ?? "engine");
        var added = like?.Copy(name) ?? new EngineDraft { Name = name };
        engines.Insert(like is null ? engines.Count : engines.IndexOf(like) + 1, added);
        Check();
    }

    /// <summary>Takes an engine away.</summary>
    /// <param name="engine">The engine.</param>
    public void Remove(EngineDraft engine)
    {
        engines.Remove(engine);
        Check();
    }

    /// <summary>What is wrong at a place or below it.</summary>
    /// <param name="place">The place: <c>engines[1].command</c>.</param>
    public IEnumerable<string> FaultsAt(string place) =>
        Faults.Where(fault => IsAt(fault.Place ?? string.Empty, place)).Select(fault => fault.Reason);

    private static bool IsAt(string place, string wanted) =>
        place.StartsWith(wanted, StringComparison.Ordinal) && (place.Length == wanted.Length || place[wanted.Length] is '.' or '[');

    private string FreeName(string wanted)
    {
        var number = 2;
        string Name() => string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
        while (engines.Any(engine => engine.Name == Name()))
        {
            number++;
        }

        return Name();
    }

    private void Check()
    {
        var faults = new List<Failure>();
        var built = rest;
        foreach (var field in NumberFields.All)
        {
            // What nobody has written keeps the digits that its text does not show.
            if (numbers[field.Path] == field.Text(rest))
            {
                continue;
            }

            if (field.Write(built, numbers[field.Path]).TryGet(out var written, out var unreadable))
            {
                built = written;
            }
            else
            {
                faults.Add(unreadable);
            }
        }

        var definitions = ImmutableArray.CreateBuilder<EngineDefinition>();
        for (var index = 0; index < engines.Count; index++)
        {
            definitions.Add(engines[index].Build(string.Create(CultureInfo.InvariantCulture, $"engines[{index}]"), faults));
        }

        Configuration = built with { Engines = definitions.ToImmutable() };

        // What could not be read is said once; what it would be instead does not matter.
        var unread = faults.Select(fault => fault.Place).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(ConfigurationFaults.Of(Configuration).Select(Placed).Where(fault => !unread.Contains(fault.Place)));
        Faults = faults;
    }

    // Every sentence begins with its place.
    private static Failure Placed(string fault)
    {
        var colon = fault.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? new Failure(fault) : new Failure(fault[(colon + 2)..], fault[..colon]);
    }
}
