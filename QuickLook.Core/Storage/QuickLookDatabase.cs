using System.Collections.Immutable;
using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Polly;
using Polly.Retry;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage;

/// <summary>
/// The way to the database for the stores of this room: one pool of connections, explicit time-outs, two quick retries for what passes by
/// itself (a pooled connection that the server has closed). What lasts longer becomes a transient failure; its caller decides how to wait.
/// </summary>
public sealed class QuickLookDatabase : IAsyncDisposable
{
    /// <summary>Schema of the job scheduler's own tables, and the key of the data source that finds them.</summary>
    public const string JobSchema = "quartz";

    private static readonly ResiliencePipeline QuickRetries = new ResiliencePipelineBuilder()
        .AddRetry(
            new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(problem => IsOutOfReach(problem)),
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(50),
                BackoffType = DelayBackoffType.Exponential,
            }
        )
        .Build();

    private readonly DbContextOptions<QuickLookDbContext> contextOptions;

    /// <summary>Prepares the pool; no connection is opened yet.</summary>
    /// <param name="options">How the database is reached.</param>
    public QuickLookDatabase(IOptions<StorageOptions> options)
    {
        Options = options.Value;
        Source = CreateSource(schema: null);
        contextOptions = new DbContextOptionsBuilder<QuickLookDbContext>()
            .UseNpgsql(Source)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
    }

    /// <summary>The options in use.</summary>
    internal StorageOptions Options { get; }

    /// <summary>The pool, for statements that are written by hand.</summary>
    internal NpgsqlDataSource Source { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();

    /// <summary>True when the database could not be reached or did not answer, and may again.</summary>
    /// <param name="problem">What was thrown.</param>
    public static bool IsOutOfReach(Exception problem) =>
        problem switch
        {
            // 57P01..57P03: the server shuts down, was shut down or starts; 53300: too many connections.
            PostgresException refused => refused.IsTransient || refused.SqlState is "57P01" or "57P02" or "57P03" or "53300",
            NpgsqlException or SocketException or TimeoutException => true,
            { InnerException: { } inner } => IsOutOfReach(inner),
            _ => false,
        };

    /// <summary>A pool of connections with the time-outs of the options.</summary>
    /// <param name="schema">The schema in which names are looked up; null for the default one.</param>
    public NpgsqlDataSource CreateSource(string? schema)
    {
        var connection = new NpgsqlConnectionStringBuilder(Options.ConnectionString)
        {
            Timeout = (int)Options.ConnectTimeout.TotalSeconds,
            CommandTimeout = (int)Options.CommandTimeout.TotalSeconds,
            ApplicationName = "QuickLook",
            KeepAlive = 30,
        };
        if (schema is not null)
        {
            connection.SearchPath = schema;
        }

        return new NpgsqlDataSourceBuilder(connection.ConnectionString).Build();
    }

    /// <summary>
    /// A connection whose end the server notices within seconds also when the machine behind it vanishes without a word; the caller disposes it.
    /// </summary>
    internal async Task<NpgsqlConnection> OpenWatchedConnectionAsync(CancellationToken cancellationToken)
    {
        var connection = await Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var watch = new NpgsqlCommand(
            "set tcp_keepalives_idle = 4; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 2; set tcp_user_timeout = 8000",
            connection
        );
        await watch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>A context over the pool; the caller disposes it.</summary>
    internal QuickLookDbContext CreateContext() => new(contextOptions);

    /// <summary>Runs a query or a command on a fresh context.</summary>
    /// <returns>What it returns; a transient failure when the database is out of reach.</returns>
    internal async Task<Result<T>> TryAsync<T>(
        Func<QuickLookDbContext, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await QuickRetries
                .ExecuteAsync(
                    async token =>
                    {
                        await using var context = CreateContext();
                        return Result<T>.Success(await work(context, token).ConfigureAwait(false));
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception problem) when (IsOutOfReach(problem))
        {
            return new Failure(Describe(problem), "database", FailureKind.Transient);
        }
    }

    /// <summary>Runs a query that is written by hand.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="map">Makes something of a row.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was made of each row, in order; a transient failure when the database is out of reach.</returns>
    internal Task<Result<ImmutableArray<T>>> ReadAsync<T>(
        string sql,
        NpgsqlParameter[] parameters,
        Func<DbDataReader, T> map,
        CancellationToken cancellationToken
    ) =>
        TryAsync(
            async (_, token) =>
            {
                await using var command = Source.CreateCommand(sql);

                // A parameter belongs to one command, and there is another one when a pooled connection was closed.
                command.Parameters.AddRange(Array.ConvertAll(parameters, parameter => parameter.Clone()));
                await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                var rows = ImmutableArray.CreateBuilder<T>();
                while (await reader.ReadAsync(token).ConfigureAwait(false))
                {
                    rows.Add(map(reader));
                }

                return rows.ToImmutable();
            },
            cancellationToken
        );

    private static string Describe(Exception problem)
    {
        var innermost = problem.GetBaseException();
        return $"the database is out of reach ({innermost.Message.TrimEnd('.')})";
    }
}
