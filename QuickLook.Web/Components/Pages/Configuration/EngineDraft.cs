using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;

namespace QuickLook.Web.Components.Pages.Configuration;

/// <summary>An engine as it is being written: a command line by line, an environment as NAME=VALUE.</summary>
public sealed class EngineDraft
{
    /// <summary>Tells the drafts of a page apart, whatever their names become.</summary>
    public Guid Key { get; } = Guid.NewGuid();

    /// <summary>Name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>How it runs a camera.</summary>
    public EngineKind Kind { get; set; } = EngineKind.Command;

    /// <summary>Version; may be empty.</summary>
    public string Version { get; set; } = string.Empty;

    /// <summary>What a command expects where.</summary>
    public EngineContract Contract { get; set; }

    /// <summary>Program and arguments, one a line.</summary>
    public string Command { get; set; } = string.Empty;

    /// <summary>NAME=VALUE, one a line.</summary>
    public string Environment { get; set; } = string.Empty;

    /// <summary>Folder in which the program starts; may be empty.</summary>
    public string WorkingDirectory { get; set; } = string.Empty;

    /// <summary>Longest silence in seconds.</summary>
    public string Silence { get; set; } = "120";

    /// <summary>The draft of an engine that there is.</summary>
    /// <param name="engine">The engine.</param>
    public static EngineDraft Of(EngineDefinition engine) =>
        new()
        {
            Name = engine.Name,
            Kind = engine.Kind,
            Version = engine.Version,
            Contract = engine.Contract,
            Command = engine.Command.IsDefault ? string.Empty : string.Join('\n', engine.Command),
            Environment = string.Join(
                '\n',
                engine
                    .Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal)
                    .Select(variable => $"{variable.Key}={variable.Value}")
            ),
            WorkingDirectory = engine.WorkingDirectory,
            Silence = engine.Silence.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        };

    /// <summary>Another one like it.</summary>
    /// <param name="name">Its name.</param>
    public EngineDraft Copy(string name) =>
        new()
        {
            Name = name,
            Kind = Kind == EngineKind.Native ? EngineKind.NativeProcess : Kind,
            Version = Version,
            Contract = Contract,
            Command = Command,
            Environment = Environment,
            WorkingDirectory = WorkingDirectory,
            Silence = Silence,
        };

    /// <summary>The engine that is written.</summary>
    /// <param name="place">Where it is, for faults: <c>engines[1]</c>.</param>
    /// <param name="faults">Takes what cannot be read.</param>
    public EngineDefinition Build(string place, ICollection<Failure> faults)
    {
        var isCommand = Kind == EngineKind.Command;
        var variables = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var line in isCommand ? Lines(Environment) : [])
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                faults.Add(new Failure($"'{line}' is not NAME=VALUE", $"{place}.environment"));
            }
            else
            {
                variables[line[..equals].Trim()] = line[(equals + 1)..];
            }
        }

        var silence = TimeSpan.Zero;
        if (
            double.TryParse(Silence, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && double.IsFinite(seconds)
            && Math.Abs(seconds) < 1e8
        )
        {
            silence = TimeSpan.FromSeconds(seconds);
        }
        else
        {
            faults.Add(new Failure($"'{Silence}' is not a number of seconds", $"{place}.silence"));
        }

        return new EngineDefinition
        {
            Name = Name.Trim(),
            Kind = Kind,
            Version = Version.Trim(),
            Contract = Contract,
            Command = isCommand ? [.. Lines(Command)] : [],
            Environment = variables.ToImmutable(),
            WorkingDirectory = isCommand ? WorkingDirectory.Trim() : string.Empty,
            Silence = silence,
        };
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Trim().Length > 0);
}
